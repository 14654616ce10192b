CREATE TABLE "department_answers" (
	"community_code" text NOT NULL,
	"department_id" uuid NOT NULL,
	"webhook_id" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"case_id" uuid,
	"case_number" text,
	"decision" text,
	"repeats" integer DEFAULT 0 NOT NULL,
	"last_received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "department_answers_community_code_department_id_webhook_id_pk" PRIMARY KEY("community_code","department_id","webhook_id")
);
--> statement-breakpoint
CREATE TABLE "department_deliveries" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"department_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"case_number" text NOT NULL,
	"case_version" integer NOT NULL,
	"type" text NOT NULL,
	"body" "bytea",
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"held_until" timestamp with time zone,
	"last_problem" text,
	"created_at" timestamp with time zone NOT NULL,
	"delivered_at" timestamp with time zone,
	CONSTRAINT "department_deliveries_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "department_deliveries_once" UNIQUE("community_code","case_id","case_version","department_id")
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"handles" jsonb NOT NULL,
	"endpoint" text,
	"secrets" "bytea",
	"contact_name" text NOT NULL,
	"contact_phone" text NOT NULL,
	"disabled_at" timestamp with time zone,
	"forged" integer DEFAULT 0 NOT NULL,
	"last_forged_at" timestamp with time zone,
	CONSTRAINT "departments_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "departments_community_code_name_unique" UNIQUE("community_code","name")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "department_id" uuid;--> statement-breakpoint
CREATE INDEX "department_answers_community_code_last_received_at_index" ON "department_answers" USING btree ("community_code","last_received_at");--> statement-breakpoint
CREATE INDEX "department_answers_community_code_case_id_index" ON "department_answers" USING btree ("community_code","case_id");--> statement-breakpoint
CREATE INDEX "department_deliveries_community_code_state_next_at_index" ON "department_deliveries" USING btree ("community_code","state","next_at");