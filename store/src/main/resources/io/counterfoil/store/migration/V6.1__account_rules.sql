-- What accounts ask of their people.

create table account_rules (
  account varchar(50) not null primary key references account (name) deferrable initially deferred,
  second_factor_required integer not null check (second_factor_required in (0, 1))
);
