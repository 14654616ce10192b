CREATE TABLE "preparations" (
	"community_code" text NOT NULL,
	"code_index" "bytea" NOT NULL,
	"item_code" text NOT NULL,
	"answers" "bytea" NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "preparations_community_code_code_index_pk" PRIMARY KEY("community_code","code_index")
);
--> statement-breakpoint
CREATE INDEX "preparations_community_code_ends_at_index" ON "preparations" USING btree ("community_code","ends_at");