-- The server opens a review in the transaction that records the end of its incident.
drop trigger open_review on incident;
drop function open_review();
