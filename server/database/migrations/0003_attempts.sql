CREATE TABLE "attempts" (
	"serial" bigserial PRIMARY KEY NOT NULL,
	"community_code" text NOT NULL,
	"about" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP TABLE "progress_attempts" CASCADE;--> statement-breakpoint
CREATE INDEX "attempts_community_code_about_at_index" ON "attempts" USING btree ("community_code","about","at");