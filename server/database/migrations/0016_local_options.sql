CREATE TABLE "option_lists" (
	"community_code" text NOT NULL,
	"name" text NOT NULL,
	"revision" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text,
	"entries" jsonb NOT NULL,
	CONSTRAINT "option_lists_community_code_name_revision_pk" PRIMARY KEY("community_code","name","revision")
);
