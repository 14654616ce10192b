DELETE FROM "card_reads";--> statement-breakpoint
CREATE TABLE "grade_events" (
	"community_code" text NOT NULL,
	"ticket_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act" text NOT NULL,
	"by" text,
	"note" "bytea",
	CONSTRAINT "grade_events_community_code_ticket_id_version_pk" PRIMARY KEY("community_code","ticket_id","version")
);
--> statement-breakpoint
CREATE TABLE "grade_settings" (
	"community_code" text NOT NULL,
	"contact_days" integer NOT NULL,
	"rectify_days" integer NOT NULL,
	"officers" jsonb NOT NULL,
	CONSTRAINT "grade_settings_community_code_pk" PRIMARY KEY("community_code")
);
--> statement-breakpoint
CREATE TABLE "grade_tickets" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"opened_on" date NOT NULL,
	"contact_days" integer NOT NULL,
	"rectify_days" integer NOT NULL,
	"officer_id" text,
	"tries" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"contacted_on" date,
	"ledger_on" date,
	"appeal" text,
	"outcome" text,
	"feedback" "bytea",
	"answered_on" date,
	"regrade" integer,
	"closed_on" date,
	"level" integer DEFAULT 0 NOT NULL,
	"reminded_to" text,
	CONSTRAINT "grade_tickets_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "grade_tickets_case" UNIQUE("community_code","case_id")
);
--> statement-breakpoint
CREATE TABLE "grades" (
	"community_code" text NOT NULL,
	"case_id" uuid NOT NULL,
	"grade" integer NOT NULL,
	"item_code" text NOT NULL,
	"item_version" integer NOT NULL,
	"terminal_id" uuid,
	"given_on" date NOT NULL,
	CONSTRAINT "grades_community_code_case_id_pk" PRIMARY KEY("community_code","case_id")
);
--> statement-breakpoint
CREATE TABLE "material_images" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"material_key" text NOT NULL,
	"image" "bytea" NOT NULL,
	"taken_by" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	CONSTRAINT "material_images_community_code_id_pk" PRIMARY KEY("community_code","id")
);
--> statement-breakpoint
CREATE TABLE "material_verdicts" (
	"community_code" text NOT NULL,
	"case_id" uuid NOT NULL,
	"material_key" text NOT NULL,
	"verdict" text NOT NULL,
	"why" "bytea",
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "material_verdicts_community_code_case_id_material_key_pk" PRIMARY KEY("community_code","case_id","material_key")
);
--> statement-breakpoint
CREATE TABLE "option_lists" (
	"community_code" text NOT NULL,
	"name" text NOT NULL,
	"revision" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text,
	"entries" jsonb NOT NULL,
	CONSTRAINT "option_lists_community_code_name_revision_pk" PRIMARY KEY("community_code","name","revision")
);
--> statement-breakpoint
CREATE TABLE "failed_duties" (
	"community_code" text NOT NULL,
	"case_id" uuid NOT NULL,
	"code" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"tries" integer NOT NULL,
	CONSTRAINT "failed_duties_community_code_case_id_pk" PRIMARY KEY("community_code","case_id")
);
--> statement-breakpoint
CREATE TABLE "terminal_troubles" (
	"community_code" text NOT NULL,
	"terminal_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"code" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"again_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "terminal_troubles_community_code_terminal_id_kind_reference_pk" PRIMARY KEY("community_code","terminal_id","kind","reference")
);
--> statement-breakpoint
CREATE TABLE "hall_versions" (
	"community_code" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_counters" (
	"community_code" text NOT NULL,
	"name" text NOT NULL,
	"staff_id" text,
	"day" date,
	CONSTRAINT "ticket_counters_community_code_name_pk" PRIMARY KEY("community_code","name"),
	CONSTRAINT "ticket_counters_staff" UNIQUE("community_code","staff_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_serials" (
	"community_code" text NOT NULL,
	"day" date NOT NULL,
	"letter" text NOT NULL,
	"last" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_serials_community_code_day_letter_pk" PRIMARY KEY("community_code","day","letter")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"day" date NOT NULL,
	"number" text NOT NULL,
	"serial" integer NOT NULL,
	"source" text NOT NULL,
	"priority" text NOT NULL,
	"state" text NOT NULL,
	"key" uuid NOT NULL,
	"terminal_id" uuid,
	"session_id" uuid,
	"item_code" text,
	"case_id" uuid,
	"application" "bytea",
	"taken_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"rank" integer NOT NULL,
	"order_at" timestamp with time zone NOT NULL,
	"forwarded_to" text,
	"counter" text,
	"by" text,
	"calls" integer DEFAULT 0 NOT NULL,
	"call_version" bigint,
	"called_at" timestamp with time zone,
	"begun_at" timestamp with time zone,
	"over_at" timestamp with time zone,
	CONSTRAINT "tickets_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "tickets_key" UNIQUE("community_code","key"),
	CONSTRAINT "tickets_community_code_day_number_unique" UNIQUE("community_code","day","number")
);
--> statement-breakpoint
CREATE TABLE "unfinished" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"person_index" "bytea" NOT NULL,
	"item_code" text NOT NULL,
	"content" "bytea" NOT NULL,
	"last_day" date NOT NULL,
	"kept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "unfinished_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "unfinished_one" UNIQUE("community_code","person_index","item_code")
);
--> statement-breakpoint
ALTER TABLE "cases" DROP CONSTRAINT "cases_community_code_short_code_unique";--> statement-breakpoint
DROP INDEX "cases_queue";--> statement-breakpoint
DROP INDEX "cases_owner";--> statement-breakpoint
DROP INDEX "cases_duties";--> statement-breakpoint
DROP INDEX "cases_urged";--> statement-breakpoint
DROP INDEX "cases_entrusted";--> statement-breakpoint
DROP INDEX "cases_bundle";--> statement-breakpoint
DROP INDEX "cases_agent";--> statement-breakpoint
ALTER TABLE "sessions" ALTER COLUMN "terminal_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ALTER COLUMN "token_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "filed_by" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "holder_id" text GENERATED ALWAYS AS (coalesce(owner_id, responsible_id)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "amber_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "red_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "queue_day" date GENERATED ALWAYS AS (coalesce(due_on, '9999-12-31'::date)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "staff_id" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "draft" "bytea";--> statement-breakpoint
ALTER TABLE "card_reads" ADD COLUMN "card" "bytea" NOT NULL;--> statement-breakpoint
CREATE INDEX "grade_tickets_state" ON "grade_tickets" USING btree ("community_code","state","opened_on");--> statement-breakpoint
CREATE INDEX "grades_given" ON "grades" USING btree ("community_code","given_on","item_code","terminal_id","grade");--> statement-breakpoint
CREATE INDEX "material_images_case" ON "material_images" USING btree ("community_code","case_id","material_key");--> statement-breakpoint
CREATE INDEX "failed_duties_since" ON "failed_duties" USING btree ("community_code","since");--> statement-breakpoint
CREATE INDEX "terminal_troubles_since" ON "terminal_troubles" USING btree ("community_code","since");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_appointment" ON "tickets" USING btree ("community_code","day","case_id") WHERE state <> 'cancelled' and case_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_served" ON "tickets" USING btree ("community_code","day","counter") WHERE state in ('called', 'serving');--> statement-breakpoint
CREATE INDEX "tickets_line" ON "tickets" USING btree ("community_code","day","rank","order_at","serial") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "tickets_aside" ON "tickets" USING btree ("community_code","day","state") WHERE state in ('called', 'serving', 'held', 'parked', 'missed');--> statement-breakpoint
CREATE INDEX "tickets_calls" ON "tickets" USING btree ("community_code","day","call_version") WHERE call_version is not null;--> statement-breakpoint
CREATE INDEX "tickets_done" ON "tickets" USING btree ("community_code","day","over_at") WHERE state = 'done';--> statement-breakpoint
CREATE INDEX "unfinished_community_code_last_day_index" ON "unfinished" USING btree ("community_code","last_day");--> statement-breakpoint
CREATE INDEX "case_events_told" ON "case_events" USING btree ("community_code","at") WHERE act = 'ask-supplement';--> statement-breakpoint
CREATE UNIQUE INDEX "cases_short_code" ON "cases" USING btree ("community_code","short_code") WHERE "cases"."archived_on" is null;--> statement-breakpoint
CREATE INDEX "cases_short_code_ever" ON "cases" USING btree ("community_code","short_code");--> statement-breakpoint
CREATE INDEX "cases_open" ON "cases" USING btree ("community_code","queue_day","id") WHERE "cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up');--> statement-breakpoint
CREATE INDEX "cases_unclaimed" ON "cases" USING btree ("community_code","queue_day","id") WHERE "cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up') and "cases"."owner_id" is null;--> statement-breakpoint
CREATE INDEX "cases_responsible" ON "cases" USING btree ("community_code","responsible_id") WHERE "cases"."state" in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up');--> statement-breakpoint
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
CREATE INDEX "cases_received" ON "cases" USING btree ("community_code","received_at","field_code","item_code","terminal_id","owner_id","responsible_id");--> statement-breakpoint
CREATE INDEX "cases_decided" ON "cases" USING btree ("community_code","decided_on","received_at","due_on","state","field_code","item_code","terminal_id","owner_id","responsible_id") WHERE decided_on is not null;--> statement-breakpoint
CREATE INDEX "sessions_sitting" ON "sessions" USING btree ("community_code","staff_id","ended_at");--> statement-breakpoint
CREATE INDEX "bookings_case" ON "bookings" USING btree ("community_code","case_id");--> statement-breakpoint
CREATE INDEX "cases_duties" ON "cases" USING btree ("community_code","id") WHERE "cases"."archived_on" is null;--> statement-breakpoint
CREATE INDEX "cases_urged" ON "cases" USING btree ("community_code","escalated_to","queue_day","id") WHERE "cases"."escalated_to" is not null;--> statement-breakpoint
CREATE INDEX "cases_entrusted" ON "cases" USING btree ("community_code","entrusted_to","queue_day","id") WHERE "cases"."entrusted_to" is not null and "cases"."revisited_on" is null;--> statement-breakpoint
CREATE INDEX "cases_bundle" ON "cases" USING btree ("community_code","bundle_id") WHERE "cases"."bundle_id" is not null;--> statement-breakpoint
CREATE INDEX "cases_agent" ON "cases" USING btree ("community_code","agent_id","received_at") WHERE "cases"."agent_id" is not null;--> statement-breakpoint
ALTER TABLE "card_reads" DROP COLUMN "id_number";--> statement-breakpoint
ALTER TABLE "card_reads" DROP COLUMN "name";--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_somewhere" CHECK (("sessions"."terminal_id" is null) = ("sessions"."staff_id" is not null));--> statement-breakpoint
CREATE TRIGGER grade_events_are_kept BEFORE UPDATE OR DELETE ON grade_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
