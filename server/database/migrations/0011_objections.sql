CREATE TABLE "case_objections" (
	"community_code" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"number" text NOT NULL,
	"short_code" text NOT NULL,
	"resident_id" uuid NOT NULL,
	"said" "bytea" NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"answer" "bytea",
	"answered_by" text,
	"answered_at" timestamp with time zone,
	"slip" "bytea" NOT NULL,
	CONSTRAINT "case_objections_community_code_case_id_position_pk" PRIMARY KEY("community_code","case_id","position"),
	CONSTRAINT "case_objections_community_code_number_unique" UNIQUE("community_code","number"),
	CONSTRAINT "case_objections_community_code_short_code_unique" UNIQUE("community_code","short_code")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "unanswered_objections" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "case_objections_resident" ON "case_objections" USING btree ("community_code","resident_id");