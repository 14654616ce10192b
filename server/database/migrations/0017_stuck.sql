CREATE TABLE "failed_duties" (
	"community_code" text NOT NULL,
	"case_id" uuid NOT NULL,
	"code" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"tries" integer NOT NULL,
	CONSTRAINT "failed_duties_community_code_case_id_pk" PRIMARY KEY("community_code","case_id")
);
--> statement-breakpoint
CREATE TABLE "terminal_troubles" (
	"community_code" text NOT NULL,
	"terminal_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"code" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"again_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "terminal_troubles_community_code_terminal_id_kind_reference_pk" PRIMARY KEY("community_code","terminal_id","kind","reference")
);
--> statement-breakpoint
CREATE INDEX "failed_duties_since" ON "failed_duties" USING btree ("community_code","since");--> statement-breakpoint
CREATE INDEX "terminal_troubles_since" ON "terminal_troubles" USING btree ("community_code","since");