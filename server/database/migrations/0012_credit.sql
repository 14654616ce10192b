CREATE TABLE "credit_repairs" (
	"community_code" text NOT NULL,
	"case_id" uuid NOT NULL,
	"by" text NOT NULL,
	"grounds" "bytea" NOT NULL,
	"repaired_at" timestamp with time zone NOT NULL,
	CONSTRAINT "credit_repairs_community_code_case_id_pk" PRIMARY KEY("community_code","case_id")
);
