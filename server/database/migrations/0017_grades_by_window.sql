DROP INDEX "cases_received";--> statement-breakpoint
DROP INDEX "cases_decided";--> statement-breakpoint
ALTER TABLE "case_events" ADD COLUMN "counter" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "counter" text;--> statement-breakpoint
ALTER TABLE "grades" ADD COLUMN "counter" text;--> statement-breakpoint
ALTER TABLE "grades" ADD COLUMN "reasons" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_received" ON "cases" USING btree ("community_code","received_at","field_code","item_code","terminal_id","counter","owner_id","responsible_id");--> statement-breakpoint
CREATE INDEX "cases_decided" ON "cases" USING btree ("community_code","decided_on","received_at","due_on","state","field_code","item_code","terminal_id","counter","owner_id","responsible_id") WHERE decided_on is not null;