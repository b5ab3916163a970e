-- For how many days refusals of the account are kept; 0 for as many as the server was told.

alter table account_rules add column refusal_days integer not null default 0;
