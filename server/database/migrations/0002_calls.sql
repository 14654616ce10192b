CREATE TABLE "calls" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"terminal_id" uuid NOT NULL,
	"session_id" uuid,
	"state" text NOT NULL,
	"item_code" text,
	"page" text NOT NULL,
	"step" integer,
	"application" "bytea",
	"called_at" timestamp with time zone NOT NULL,
	"taken_by" text,
	"over_at" timestamp with time zone,
	"over_reason" text,
	CONSTRAINT "calls_community_code_id_pk" PRIMARY KEY("community_code","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "calls_community_code_terminal_id_index" ON "calls" USING btree ("community_code","terminal_id") WHERE state <> 'over';