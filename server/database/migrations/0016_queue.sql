ALTER TABLE "cases" DROP CONSTRAINT "cases_community_code_short_code_unique";--> statement-breakpoint
DROP INDEX "cases_queue";--> statement-breakpoint
DROP INDEX "cases_owner";--> statement-breakpoint
DROP INDEX "cases_duties";--> statement-breakpoint
DROP INDEX "cases_urged";--> statement-breakpoint
DROP INDEX "cases_entrusted";--> statement-breakpoint
DROP INDEX "cases_bundle";--> statement-breakpoint
DROP INDEX "cases_agent";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "holder_id" text GENERATED ALWAYS AS (coalesce(owner_id, responsible_id)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "amber_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "red_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "queue_day" date GENERATED ALWAYS AS (coalesce(due_on, '9999-12-31'::date)) STORED NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_short_code" ON "cases" USING btree ("community_code","short_code") WHERE "cases"."archived_on" is null;--> statement-breakpoint
CREATE INDEX "cases_short_code_ever" ON "cases" USING btree ("community_code","short_code");--> statement-breakpoint
CREATE INDEX "cases_open" ON "cases" USING btree ("community_code","queue_day","id") WHERE "cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up');--> statement-breakpoint
CREATE INDEX "cases_unclaimed" ON "cases" USING btree ("community_code","queue_day","id") WHERE "cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up') and "cases"."owner_id" is null;--> statement-breakpoint
CREATE INDEX "cases_held" ON "cases" USING btree ("community_code","holder_id","queue_day","id") WHERE ("cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up') or ("cases"."state" = 'granted' and "cases"."owner_id" is not null));--> statement-breakpoint
CREATE INDEX "cases_offered" ON "cases" USING btree ("community_code","offered_to","queue_day","id") WHERE ("cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up') or ("cases"."state" = 'granted' and "cases"."owner_id" is not null)) and "cases"."offered_to" is not null;--> statement-breakpoint
CREATE INDEX "cases_red" ON "cases" USING btree ("community_code","red_on","id") WHERE ("cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up') or ("cases"."state" = 'granted' and "cases"."owner_id" is not null));--> statement-breakpoint
CREATE INDEX "cases_resident" ON "cases" USING btree ("community_code","queue_day","id") WHERE ("cases"."state" = 'supplementing' or ("cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up') and "cases"."unsigned" > 0));--> statement-breakpoint
CREATE INDEX "cases_departments" ON "cases" USING btree ("community_code","queue_day","id") WHERE "cases"."state" in ('reviewing', 'publicised', 'suspended', 'passed-up');--> statement-breakpoint
CREATE INDEX "cases_issue" ON "cases" USING btree ("community_code","queue_day","id") WHERE ("cases"."state" = 'granted' and "cases"."owner_id" is not null);--> statement-breakpoint
CREATE INDEX "cases_field" ON "cases" USING btree ("community_code","field_code","queue_day","id") WHERE ("cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up') or ("cases"."state" = 'granted' and "cases"."owner_id" is not null));--> statement-breakpoint
CREATE INDEX "cases_item" ON "cases" USING btree ("community_code","item_code","queue_day","id") WHERE ("cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up') or ("cases"."state" = 'granted' and "cases"."owner_id" is not null));--> statement-breakpoint
CREATE INDEX "cases_department" ON "cases" USING btree ("community_code","department_id","queue_day","id") WHERE ("cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up') or ("cases"."state" = 'granted' and "cases"."owner_id" is not null)) and "cases"."department_id" is not null;--> statement-breakpoint
CREATE INDEX "cases_any_officer" ON "cases" USING btree ("community_code","queue_day","id") WHERE ("cases"."department_id" is null and "cases"."state" in ('reviewing', 'suspended', 'publicised'));--> statement-breakpoint
CREATE INDEX "cases_joint" ON "cases" USING btree ("community_code","queue_day","id") WHERE ("cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up') or ("cases"."state" = 'granted' and "cases"."owner_id" is not null)) and "cases"."opinions" <> '{}'::jsonb;--> statement-breakpoint
CREATE INDEX "cases_closed" ON "cases" USING btree ("community_code","closed_on","id") WHERE "cases"."closed_on" is not null;--> statement-breakpoint
CREATE INDEX "cases_closed_item" ON "cases" USING btree ("community_code","item_code","closed_on","id") WHERE "cases"."closed_on" is not null;--> statement-breakpoint
CREATE INDEX "cases_closed_field" ON "cases" USING btree ("community_code","field_code","closed_on","id") WHERE "cases"."closed_on" is not null;--> statement-breakpoint
CREATE INDEX "cases_closed_department" ON "cases" USING btree ("community_code","department_id","closed_on","id") WHERE "cases"."closed_on" is not null and "cases"."department_id" is not null;--> statement-breakpoint
CREATE INDEX "cases_closed_joint" ON "cases" USING btree ("community_code","closed_on","id") WHERE "cases"."closed_on" is not null and "cases"."opinions" <> '{}'::jsonb;--> statement-breakpoint
CREATE INDEX "cases_decided_late" ON "cases" USING btree ("community_code","decided_on") WHERE "cases"."due_on" < "cases"."decided_on";--> statement-breakpoint
CREATE INDEX "cases_duties" ON "cases" USING btree ("community_code","id") WHERE "cases"."archived_on" is null;--> statement-breakpoint
CREATE INDEX "cases_urged" ON "cases" USING btree ("community_code","escalated_to","queue_day","id") WHERE "cases"."escalated_to" is not null;--> statement-breakpoint
CREATE INDEX "cases_entrusted" ON "cases" USING btree ("community_code","entrusted_to","queue_day","id") WHERE "cases"."entrusted_to" is not null and "cases"."revisited_on" is null;--> statement-breakpoint
CREATE INDEX "cases_bundle" ON "cases" USING btree ("community_code","bundle_id") WHERE "cases"."bundle_id" is not null;--> statement-breakpoint
CREATE INDEX "cases_agent" ON "cases" USING btree ("community_code","agent_id","received_at") WHERE "cases"."agent_id" is not null;