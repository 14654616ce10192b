CREATE TABLE "attempts" (
	"serial" bigserial PRIMARY KEY NOT NULL,
	"community_code" text NOT NULL,
	"about" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_records" (
	"community_code" text NOT NULL,
	"serial" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"purpose" text NOT NULL,
	"previous" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_records_community_code_serial_pk" PRIMARY KEY("community_code","serial")
);
--> statement-breakpoint
CREATE TABLE "case_events" (
	"community_code" text NOT NULL,
	"case_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" text,
	"note" "bytea",
	CONSTRAINT "case_events_community_code_case_id_version_pk" PRIMARY KEY("community_code","case_id","version")
);
--> statement-breakpoint
CREATE TABLE "case_serials" (
	"community_code" text NOT NULL,
	"day" date NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "case_serials_community_code_day_pk" PRIMARY KEY("community_code","day")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"short_code" text NOT NULL,
	"item_code" text NOT NULL,
	"item_version" integer NOT NULL,
	"field_code" text NOT NULL,
	"applicant_id" uuid,
	"agent_id" uuid,
	"terminal_id" uuid,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"owner_id" text,
	"offered_to" text,
	"responsible_id" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"accepted_on" date,
	"decided_on" date,
	"due_on" date,
	"due_provisional" boolean DEFAULT false NOT NULL,
	"supplement_asked" boolean DEFAULT false NOT NULL,
	"content" "bytea" NOT NULL,
	"missing" "bytea",
	"reasons" "bytea",
	"materials" jsonb NOT NULL,
	"submission_key" uuid NOT NULL,
	"submission_digest" text NOT NULL,
	CONSTRAINT "cases_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "cases_community_code_number_unique" UNIQUE("community_code","number"),
	CONSTRAINT "cases_community_code_short_code_unique" UNIQUE("community_code","short_code"),
	CONSTRAINT "cases_submission_key" UNIQUE("community_code","submission_key")
);
--> statement-breakpoint
CREATE TABLE "slips" (
	"community_code" text NOT NULL,
	"case_id" uuid NOT NULL,
	"serial" integer NOT NULL,
	"kind" text NOT NULL,
	"slip" "bytea" NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "slips_community_code_case_id_serial_pk" PRIMARY KEY("community_code","case_id","serial")
);
--> statement-breakpoint
CREATE TABLE "communities" (
	"community_code" text NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"phone" text NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	"key_check" "bytea",
	CONSTRAINT "communities_community_code_pk" PRIMARY KEY("community_code")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"community_code" text NOT NULL,
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	"definition" jsonb NOT NULL,
	CONSTRAINT "items_community_code_code_version_pk" PRIMARY KEY("community_code","code","version")
);
--> statement-breakpoint
CREATE TABLE "licence_pulls" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"resident_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"item_code" text NOT NULL,
	"record" text NOT NULL,
	"purpose" text NOT NULL,
	"outcome" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "licence_pulls_community_code_id_pk" PRIMARY KEY("community_code","id")
);
--> statement-breakpoint
CREATE TABLE "remembered_values" (
	"community_code" text NOT NULL,
	"resident_id" uuid NOT NULL,
	"field_key" text NOT NULL,
	"field_type" text NOT NULL,
	"value" "bytea" NOT NULL,
	"item_code" text NOT NULL,
	"item_name" text NOT NULL,
	"remembered_on" date NOT NULL,
	CONSTRAINT "remembered_values_community_code_resident_id_field_key_pk" PRIMARY KEY("community_code","resident_id","field_key")
);
--> statement-breakpoint
CREATE TABLE "residents" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"id_number_index" "bytea" NOT NULL,
	"id_number" "bytea" NOT NULL,
	"name" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "residents_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "residents_community_code_id_number_index_unique" UNIQUE("community_code","id_number_index")
);
--> statement-breakpoint
CREATE TABLE "prefills" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"applicant_id" uuid,
	"item_code" text NOT NULL,
	"item_version" integer NOT NULL,
	"values" "bytea" NOT NULL,
	"outcomes" jsonb NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "prefills_community_code_id_pk" PRIMARY KEY("community_code","id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"terminal_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"resident_id" uuid,
	"card" "bytea",
	"principal_id" uuid,
	"principal_card" "bytea",
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "sessions_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "bookings" (
	"community_code" text NOT NULL,
	"item_code" text NOT NULL,
	"resource" text NOT NULL,
	"slot" text NOT NULL,
	"seat" integer NOT NULL,
	"case_id" uuid NOT NULL,
	CONSTRAINT "bookings_community_code_item_code_resource_slot_seat_pk" PRIMARY KEY("community_code","item_code","resource","slot","seat")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"username" text,
	"display_username" text,
	"two_factor_enabled" boolean DEFAULT false,
	"community_code" text NOT NULL,
	"role" text NOT NULL,
	"phone" text NOT NULL,
	"department" text,
	"demonstration" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "staff_email_unique" UNIQUE("email"),
	CONSTRAINT "staff_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "staff_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "staff_sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "staff_two_factor" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT true,
	"failed_verification_count" integer DEFAULT 0,
	"locked_until" timestamp with time zone,
	"user_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone,
	"updated_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "card_reads" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"terminal_id" uuid NOT NULL,
	"id_number" "bytea" NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "card_reads_community_code_id_pk" PRIMARY KEY("community_code","id")
);
--> statement-breakpoint
CREATE TABLE "terminals" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"enrolment_code_hash" "bytea",
	"enrolment_ends_at" timestamp with time zone,
	"credential_hash" "bytea",
	"enrolled_at" timestamp with time zone,
	"last_seen_at" timestamp with time zone,
	CONSTRAINT "terminals_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "terminals_credential_hash_unique" UNIQUE("credential_hash"),
	CONSTRAINT "terminals_enrolment_code_hash_unique" UNIQUE("enrolment_code_hash")
);
--> statement-breakpoint
ALTER TABLE "staff_accounts" ADD CONSTRAINT "staff_accounts_user_id_staff_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_user_id_staff_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_two_factor" ADD CONSTRAINT "staff_two_factor_user_id_staff_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempts_community_code_about_at_index" ON "attempts" USING btree ("community_code","about","at");--> statement-breakpoint
CREATE INDEX "audit_records_community_code_subject_serial_index" ON "audit_records" USING btree ("community_code","subject","serial");--> statement-breakpoint
CREATE INDEX "cases_queue" ON "cases" USING btree ("community_code","state","due_on","id");--> statement-breakpoint
CREATE INDEX "cases_owner" ON "cases" USING btree ("community_code","owner_id","state");--> statement-breakpoint
CREATE INDEX "cases_applicant" ON "cases" USING btree ("community_code","applicant_id","received_at");--> statement-breakpoint
CREATE INDEX "cases_agent" ON "cases" USING btree ("community_code","agent_id","received_at");--> statement-breakpoint
CREATE INDEX "licence_pulls_community_code_resident_id_asked_at_index" ON "licence_pulls" USING btree ("community_code","resident_id","asked_at");--> statement-breakpoint
CREATE INDEX "remembered_values_community_code_resident_id_index" ON "remembered_values" USING btree ("community_code","resident_id");--> statement-breakpoint
CREATE INDEX "staff_accounts_user_id_index" ON "staff_accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_sessions_user_id_index" ON "staff_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_two_factor_user_id_index" ON "staff_two_factor" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_verifications_identifier_index" ON "staff_verifications" USING btree ("identifier");