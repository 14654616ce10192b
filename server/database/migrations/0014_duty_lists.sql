CREATE TABLE "admission_decisions" (
	"community_code" text NOT NULL,
	"admission_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"ground" text,
	"reasons" text NOT NULL,
	"letter" text,
	"work_id" uuid,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "admission_decisions_community_code_admission_id_pk" PRIMARY KEY("community_code","admission_id"),
	CONSTRAINT "admission_decisions_letter" UNIQUE("community_code","letter")
);
--> statement-breakpoint
CREATE TABLE "admission_serials" (
	"community_code" text NOT NULL,
	"series" text NOT NULL,
	"year" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "admission_serials_community_code_series_year_pk" PRIMARY KEY("community_code","series","year")
);
--> statement-breakpoint
CREATE TABLE "admissions" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"task" text NOT NULL,
	"department" text NOT NULL,
	"contact_name" text NOT NULL,
	"contact_phone" text NOT NULL,
	"basis" text NOT NULL,
	"funds" text NOT NULL,
	"people" text NOT NULL,
	"until" date,
	"answerable" boolean NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "admissions_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "admissions_number" UNIQUE("community_code","number")
);
--> statement-breakpoint
CREATE TABLE "duties" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"agency" text NOT NULL,
	"credit_code" text NOT NULL,
	"power" text NOT NULL,
	"kind" text NOT NULL,
	"basis" text NOT NULL,
	"level" text NOT NULL,
	"items" jsonb NOT NULL,
	"listed_on" date NOT NULL,
	"ended_on" date,
	CONSTRAINT "duties_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "duties_once" UNIQUE("community_code","credit_code","power")
);
--> statement-breakpoint
CREATE TABLE "works" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"basis" text NOT NULL,
	"department" text,
	"funds" text NOT NULL,
	"people" text NOT NULL,
	"listed_on" date NOT NULL,
	"until" date,
	"ended_on" date,
	"admission" text,
	CONSTRAINT "works_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "works_once" UNIQUE("community_code","name")
);
--> statement-breakpoint
CREATE INDEX "admissions_opened" ON "admissions" USING btree ("community_code","opened_at");--> statement-breakpoint
CREATE TRIGGER admissions_are_kept BEFORE UPDATE OR DELETE ON admissions FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER admission_decisions_are_kept BEFORE UPDATE OR DELETE ON admission_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
