package dev.waymark.server.integrity;

import dev.waymark.server.event.EventChain;
import dev.waymark.server.event.Sha256;
import java.util.List;
import java.util.Map;

/**
 * What somebody may do to the record who owns the database.
 *
 * @param needsAnchor whether nothing in the database itself tells
 */
record Forgery(String name, Deed deed, boolean needsAnchor) {
  static final List<Forgery> ALL =
      List.of(
          forgery("actor", f -> f.event("update %s set actor = actor || '2' where %s")),
          forgery(
              "actor kind",
              f ->
                  f.event(
                      "update %s set actor_kind = case actor_kind when 'PERSON' then 'ENGINE' else"
                          + " 'PERSON' end where %s")),
          forgery(
              "time",
              f ->
                  f.event(
                      "update %s set at = at + make_interval(secs => "
                          + (f.random().nextInt(200_000) - 100_000.5)
                          + ") where %s")),
          forgery(
              "reason",
              f ->
                  f.event(
                      "update %s set payload = jsonb_set(payload, '{reason}', '\"nobody asked\"')"
                          + " where %s")),
          forgery(
              "another step",
              f -> f.event("update %s set payload = jsonb_set(payload, '{visit}', '77') where %s")),
          forgery("an empty payload", f -> f.event("update %s set payload = '{}' where %s")),
          forgery(
              "a fraction",
              f -> f.event("update %s set payload = payload || '{\"visit\": 1.5}' where %s")),
          forgery("a text for a payload", f -> f.event("update %s set payload = '\"x\"' where %s")),
          forgery("type", f -> f.event("update %s set type = type || 'x' where %s")),
          forgery("hash", f -> f.event("update %s set hash = sha256(hash) where %s")),
          forgery("a short hash", f -> f.event("update %s set hash = '' where %s")),
          forgery(
              "previous hash", f -> f.event("update %s set previous_hash = sha256(hash) where %s")),
          forgery("changed with its hash", Forger::changeWithHash),
          forgery("deleted", f -> f.event("delete from %s where %s")),
          forgery("last deleted", f -> f.last("delete from %s where %s")),
          forgery("first deleted", f -> f.first("delete from %s where %s")),
          forgery("deleted and renumbered", Forger::deleteAndRenumber),
          forgery("truncated", f -> f.from("delete from %s where %s")),
          forgery("all deleted", f -> f.all("delete from %s where %s")),
          forgery("reordered", Forger::swapNeighbours),
          forgery("swapped between runs", Forger::swapBetweenRuns),
          forgery("inserted at the end", Forger::append),
          forgery("inserted in the middle", Forger::insert),
          forgery("changed and chained again", f -> f.rewrite(false)),
          forgery(
              "head of the run",
              f -> f.run("update run set head_hash = sha256(head_hash) where %s")),
          forgery("head moved", f -> f.run("update run set sequence = sequence + 1 where %s")),
          forgery(
              "head of the incident",
              f -> f.incident("update incident set head_hash = sha256(head_hash) where %s")),
          forgery("answers swapped", Forger::swapAnswers),
          forgery(
              "answer changed",
              f ->
                  f.answer(
                      "update answer set body = jsonb_set(body, '{rows}', '[[\"x\"]]') where %s")),
          forgery("answer empty", f -> f.answer("update answer set body = 'null' where %s")),
          forgery("answer deleted", f -> f.answer("delete from answer where %s")),
          forgery(
              "text changed", f -> f.text("update entry_version set text = text || ' ' where %s")),
          forgery("texts swapped", Forger::swapTexts),
          forgery("text deleted", f -> f.text("delete from entry_version where %s")),
          forgery(
              "text of another entry",
              f -> f.text("update entry_version set entry_id = 'other' where %s")),
          forgery(
              "parameters",
              f ->
                  f.first(
                      "update %s set payload = payload || '{\"parameters\": [[\"window\","
                          + " \"PT1H\"]]}' where %s")),
          forgery(
              "scenario of the run",
              f -> f.run("update run set scenario = 'failures-are-over' where %s")),
          forgery("scenario taken away", f -> f.run("update run set scenario = null where %s")),
          forgery("entry of the run", f -> f.run("update run set entry_id = 'other' where %s")),
          forgery(
              "text of the run",
              f ->
                  f.run(
                      "update run set entry_hash = (select v.hash from entry_version v where v.hash"
                          + " <> run.entry_hash limit 1) where %s")),
          forgery(
              "scenario's data changed",
              f ->
                  f.scenario(
                      "update scenario_version set files = replace(files, 'a', 'b') where %s")),
          forgery(
              "scenario's data deleted", f -> f.scenario("delete from scenario_version where %s")),
          forgery(
              "data of another scenario",
              f ->
                  f.run(
                      "update run set scenario_hash = (select v.hash from scenario_version v where"
                          + " v.hash <> run.scenario_hash limit 1) where %s")),
          forgery(
              "data of the scenario taken away",
              f -> f.run("update run set scenario_hash = null where %s")),
          forgery(
              "start of the run",
              f -> f.run("update run set started_at = started_at - interval '1 day' where %s")),
          forgery("run gone", Forger::deleteRun),
          forgery("run turned", f -> f.run("update run set ordinal = ordinal + 5 where %s")),
          forgery("title", f -> f.incident("update incident set title = title || '.' where %s")),
          forgery("entry", f -> f.incident("update incident set entry_id = 'other' where %s")),
          forgery(
              "severity",
              f ->
                  f.incident(
                      "update incident set severity = case severity when 'SEV1' then 'SEV4' else"
                          + " 'SEV1' end where %s")),
          forgery(
              "state",
              f ->
                  f.incident(
                      "update incident set state = case state when 'ABANDONED' then 'OPEN' else"
                          + " 'ABANDONED' end where %s")),
          forgery("scenario", f -> f.incident("update incident set scenario = null where %s")),
          forgery("opener", f -> f.incident("update incident set opened_by = 'mallory' where %s")),
          forgery(
              "time of opening",
              f ->
                  f.incident(
                      "update incident set opened_at = opened_at - interval '1 hour' where %s")),
          forgery(
              "time of change",
              f ->
                  f.incident(
                      "update incident set updated_at = updated_at - interval '1 day' where %s")),
          forgery("time of end", f -> f.incident("update incident set ended_at = now() where %s")),
          forgery(
              "cause",
              f ->
                  f.incident(
                      "update incident set cause = 'cosmic-rays', cause_title = 'Cosmic rays' where"
                          + " %s")),
          forgery(
              "title of the cause",
              f ->
                  f.incident(
                      "update incident set cause = coalesce(cause, 'x'), cause_title = 'Cosmic"
                          + " rays' where %s")),
          forgery(
              "step",
              f ->
                  f.incident(
                      "update incident set node = 'nowhere', node_title = 'Nowhere' where %s")),
          forgery(
              "title of the step",
              f -> f.incident("update incident set node_title = 'Nowhere' where %s")),
          onlyAnchored("rewritten with all heads", f -> f.rewrite(true)),
          onlyAnchored("cut with all heads", Forger::cut),
          onlyAnchored("incident gone", Forger::deleteIncident));

  /** Something that is done to the record; false if there was nothing to do it to. */
  interface Deed {
    boolean by(Forger forger);
  }

  private static Forgery forgery(String name, Deed deed) {
    return new Forgery(name, deed, false);
  }

  private static Forgery onlyAnchored(String name, Deed deed) {
    return new Forgery(name, deed, true);
  }

  /** What an event that a forger made up says. */
  static Map<String, String> madeUp(String log, int sequence, String previous, String at) {
    String payload = "{\"text\":\"made up\",\"visit\":1}";
    return Map.of(
        "payload",
        payload,
        "hash",
        EventChain.hash(
            log,
            sequence,
            java.time.Instant.parse(at),
            "PERSON",
            "mallory",
            "note-added",
            payload,
            previous),
        "id",
        Sha256.of(payload));
  }
}
