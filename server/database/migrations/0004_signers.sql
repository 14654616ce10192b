CREATE TABLE "case_signers" (
	"community_code" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"id_number_index" "bytea",
	"person" "bytea" NOT NULL,
	"way" text,
	"signature" "bytea",
	"signed_at" timestamp with time zone,
	CONSTRAINT "case_signers_community_code_case_id_position_pk" PRIMARY KEY("community_code","case_id","position")
);
--> statement-breakpoint
CREATE TABLE "signing_links" (
	"community_code" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "signing_links_community_code_token_hash_pk" PRIMARY KEY("community_code","token_hash"),
	CONSTRAINT "signing_links_community_code_case_id_position_unique" UNIQUE("community_code","case_id","position")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "unsigned" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "case_signers_person" ON "case_signers" USING btree ("community_code","id_number_index");