CREATE TABLE "hall_versions" (
	"community_code" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_counters" (
	"community_code" text NOT NULL,
	"name" text NOT NULL,
	"staff_id" text,
	"day" date,
	CONSTRAINT "ticket_counters_community_code_name_pk" PRIMARY KEY("community_code","name"),
	CONSTRAINT "ticket_counters_staff" UNIQUE("community_code","staff_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_serials" (
	"community_code" text NOT NULL,
	"day" date NOT NULL,
	"letter" text NOT NULL,
	"last" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_serials_community_code_day_letter_pk" PRIMARY KEY("community_code","day","letter")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"day" date NOT NULL,
	"number" text NOT NULL,
	"serial" integer NOT NULL,
	"source" text NOT NULL,
	"priority" text NOT NULL,
	"state" text NOT NULL,
	"key" uuid NOT NULL,
	"terminal_id" uuid,
	"session_id" uuid,
	"item_code" text,
	"case_id" uuid,
	"application" "bytea",
	"taken_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"rank" integer NOT NULL,
	"order_at" timestamp with time zone NOT NULL,
	"forwarded_to" text,
	"counter" text,
	"by" text,
	"calls" integer DEFAULT 0 NOT NULL,
	"call_version" bigint,
	"called_at" timestamp with time zone,
	"begun_at" timestamp with time zone,
	"over_at" timestamp with time zone,
	CONSTRAINT "tickets_community_code_id_pk" PRIMARY KEY("community_code","id"),
	CONSTRAINT "tickets_key" UNIQUE("community_code","key"),
	CONSTRAINT "tickets_community_code_day_number_unique" UNIQUE("community_code","day","number")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_appointment" ON "tickets" USING btree ("community_code","day","case_id") WHERE state <> 'cancelled' and case_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_served" ON "tickets" USING btree ("community_code","day","counter") WHERE state in ('called', 'serving');--> statement-breakpoint
CREATE INDEX "tickets_line" ON "tickets" USING btree ("community_code","day","rank","order_at","serial") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "tickets_aside" ON "tickets" USING btree ("community_code","day","state") WHERE state in ('called', 'serving', 'held', 'parked', 'missed');--> statement-breakpoint
CREATE INDEX "tickets_calls" ON "tickets" USING btree ("community_code","day","call_version") WHERE call_version is not null;--> statement-breakpoint
CREATE INDEX "tickets_done" ON "tickets" USING btree ("community_code","day","over_at") WHERE state = 'done';--> statement-breakpoint
CREATE INDEX "bookings_case" ON "bookings" USING btree ("community_code","case_id");