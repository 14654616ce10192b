CREATE TABLE "ticket_allowances" (
	"community_code" text NOT NULL,
	"terminal_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"taken" integer NOT NULL,
	CONSTRAINT "ticket_allowances_community_code_terminal_id_pk" PRIMARY KEY("community_code","terminal_id")
);
--> statement-breakpoint
DROP INDEX "cases_duties";--> statement-breakpoint
DROP INDEX "cases_received";--> statement-breakpoint
DROP INDEX "cases_decided";--> statement-breakpoint
ALTER TABLE "case_events" ADD COLUMN "counter" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "counter" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "duty_on" date DEFAULT '1970-01-01';--> statement-breakpoint
ALTER TABLE "communities" ADD COLUMN "counted_by" text;--> statement-breakpoint
ALTER TABLE "grades" ADD COLUMN "counter" text;--> statement-breakpoint
ALTER TABLE "grades" ADD COLUMN "reasons" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "terminals" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "resident_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_card" ON "tickets" USING btree ("community_code","day","resident_id") WHERE source = 'terminal' and state not in ('done', 'cancelled') and resident_id is not null;--> statement-breakpoint
CREATE INDEX "tickets_resident" ON "tickets" USING btree ("community_code","day","resident_id") WHERE resident_id is not null;--> statement-breakpoint
CREATE INDEX "cases_duties" ON "cases" USING btree ("community_code","duty_on","id") WHERE "cases"."duty_on" is not null;--> statement-breakpoint
CREATE INDEX "cases_received" ON "cases" USING btree ("community_code","received_at","field_code","item_code","terminal_id","counter","owner_id","responsible_id");--> statement-breakpoint
CREATE INDEX "cases_decided" ON "cases" USING btree ("community_code","decided_on","received_at","due_on","state","field_code","item_code","terminal_id","counter","owner_id","responsible_id") WHERE decided_on is not null;