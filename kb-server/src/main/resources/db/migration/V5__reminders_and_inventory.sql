-- When somebody was last reminded of a follow-up that is overdue, and which server is about to.
alter table follow_up
  add column reminded_at timestamptz,
  add column reminding_until timestamptz;

-- What an entry was written down from, so that a server that starts writes only what has changed.
alter table fact_entry add column version text not null default '';
