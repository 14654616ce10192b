CREATE TABLE "calendar_years" (
	"community_code" text NOT NULL,
	"year" text NOT NULL,
	"arrangement" jsonb NOT NULL,
	"entered_by" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_years_community_code_year_pk" PRIMARY KEY("community_code","year")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "clock" jsonb;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "legal_due_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "bring_by" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "held_in" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "public_until" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "public_summary" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "archived_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "escalation" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "escalated_to" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "overdue_reason" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "rating" integer;--> statement-breakpoint
CREATE INDEX "cases_duties" ON "cases" USING btree ("community_code","archived_on","state");--> statement-breakpoint
CREATE INDEX "cases_urged" ON "cases" USING btree ("community_code","escalated_to","state");--> statement-breakpoint
-- Cases that lie here already: what their days were counted from, and when they were closed.
UPDATE "cases" SET
	"clock" = jsonb_build_object(
		'from', CASE WHEN "due_on" IS NULL THEN NULL ELSE to_char("received_at" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') END,
		'acceptedOn', "accepted_on"::text, 'pauses', '[]'::jsonb, 'extension', 0),
	"closed_on" = CASE WHEN "state" IN ('refused', 'denied', 'issued', 'withdrawn') THEN coalesce("decided_on", ("received_at" AT TIME ZONE 'Asia/Shanghai')::date) END;--> statement-breakpoint
ALTER TABLE "cases" ALTER COLUMN "clock" SET NOT NULL;
