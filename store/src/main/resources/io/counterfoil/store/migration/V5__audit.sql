-- What proves an audit entry without the changes that it stands for, and the ways to find entries.

alter table audit_log add column changes_hash varchar(64) not null default '';

create index audit_log_by_actor on audit_log (actor, cell, rev);
create index audit_log_by_action on audit_log (action, cell, rev);
create index audit_log_by_target on audit_log (target, cell, rev);
create index audit_log_by_time on audit_log (at);
