-- After how many months an account wants its tokens renewed.

alter table account add column renewal_months integer default 3 not null;
