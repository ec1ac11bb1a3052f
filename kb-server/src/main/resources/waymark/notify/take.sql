update follow_up set reminding_until = ?
where id = (
  select id from follow_up
  where state = 'OPEN' and due < ? and (reminded_at is null or reminded_at <= ?)
    and (reminding_until is null or reminding_until <= ?)
  order by due, id limit 1 for update skip locked)
returning id, incident, title, owner, due, reminded_at, reminding_until
