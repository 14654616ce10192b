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
CREATE INDEX "grade_tickets_state" ON "grade_tickets" USING btree ("community_code","state","opened_on");--> statement-breakpoint
CREATE INDEX "grades_given" ON "grades" USING btree ("community_code","given_on","item_code","terminal_id","grade");--> statement-breakpoint
CREATE TRIGGER grade_events_are_kept BEFORE UPDATE OR DELETE ON grade_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
