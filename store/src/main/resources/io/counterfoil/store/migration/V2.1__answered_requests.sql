-- Requests that were carried out under an Idempotency-Key, for 24 hours: digests, and what they left
-- behind; never a secret.

create table answered_request (
  id ${binary} not null primary key check (length(id) = 32),
  request ${binary} not null check (length(request) = 32),
  outcome text not null,
  at bigint not null
);
