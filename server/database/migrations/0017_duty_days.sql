DROP INDEX "cases_duties";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "duty_on" date DEFAULT '1970-01-01';--> statement-breakpoint
ALTER TABLE "communities" ADD COLUMN "counted_by" text;--> statement-breakpoint
CREATE INDEX "cases_duties" ON "cases" USING btree ("community_code","duty_on","id") WHERE "cases"."duty_on" is not null;