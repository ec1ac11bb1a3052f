package dev.waymark.server.run.api;

import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.server.api.RequestValues;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An input to a run: a type, the visit that it belongs to, and what that type takes. */
@Schema(
    description =
        """
        What each `type` takes beside `visit`:
        `take-branch`: `branch`, and `reason` where the answer calls for another one; `reply`: `option`; \
        `confirm`: `action`, and `reason` where the evidence doesn't lead there; `tick`: `item`, `done`; \
        `finish`; `ask-again`: `parameters`?, others this once; \
        `answer-by-hand`: `text`, what a query or a command that was asked elsewhere gave back: CSV, TSV or \
        JSON with the query's columns, or what the command printed; `give-value`: `name` and `value` of what \
        `wants.missing` lists; \
        `go-back`: `to`, `reason`?; `escalate`: `reason`; `note`: `text`; `feedback`: `feedback` \
        (helped, misled, missing), `text`?; `hand-over`: `to`, `text`?; `end`: `outcome`, and `reason` \
        where it isn't the suggested one; `reopen`: `reason`.""")
record InputBody(
    @Schema(
            required = true,
            enumeration = {
              "take-branch",
              "reply",
              "confirm",
              "tick",
              "finish",
              "ask-again",
              "answer-by-hand",
              "give-value",
              "go-back",
              "escalate",
              "note",
              "feedback",
              "hand-over",
              "end",
              "reopen"
            })
        @Nullable String type,
    @Schema(required = true, description = "Number of the visit, so that a stale page is noticed")
        @Nullable Integer visit,
    @Nullable Integer branch,
    @Nullable Integer option,
    @Nullable String action,
    @Nullable Integer item,
    @Nullable Boolean done,
    @Nullable String to,
    @Nullable String reason,
    @Nullable String text,
    @Nullable String feedback,
    @Nullable String outcome,
    @Nullable String name,
    @Nullable String value,
    @Nullable Map<String, String> parameters) {
  int visitNumber() {
    return RequestValues.required("visit", visit);
  }

  /**
   * The input.
   *
   * @param by who gives it
   */
  RunInput input(String by) {
    int at = visitNumber();
    return switch (RequestValues.required("type", type)) {
      case "take-branch" ->
          new RunInput.TakeBranch(
              at, RequestValues.required("branch", branch), RequestValues.optional(reason));
      case "reply" -> new RunInput.ReplyTo(at, RequestValues.required("option", option));
      case "confirm" ->
          new RunInput.Confirm(
              at, RequestValues.required("action", action), RequestValues.optional(reason));
      case "tick" ->
          new RunInput.Tick(
              at, RequestValues.required("item", item), RequestValues.required("done", done));
      case "finish" -> new RunInput.Finish(at);
      case "ask-again" ->
          new RunInput.AskAgain(at, Optional.ofNullable(parameters).orElse(Map.of()));
      case "answer-by-hand" ->
          new RunInput.AnswerByHand(at, RequestValues.required("text", text), by);
      case "give-value" ->
          new RunInput.GiveValue(
              at, RequestValues.required("name", name), RequestValues.required("value", value));
      case "go-back" ->
          new RunInput.GoBack(at, RequestValues.required("to", to), RequestValues.optional(reason));
      case "escalate" -> new RunInput.Escalate(at, RequestValues.required("reason", reason));
      case "note" -> new RunInput.AddNote(at, RequestValues.required("text", text));
      case "feedback" ->
          new RunInput.GiveFeedback(at, feedbackKind(), Optional.ofNullable(text).orElse(""));
      case "hand-over" ->
          new RunInput.HandOver(
              at, RequestValues.required("to", to), Optional.ofNullable(text).orElse(""));
      case "end" -> new RunInput.End(at, outcomeKind(), RequestValues.optional(reason));
      case "reopen" -> new RunInput.Reopen(at, RequestValues.required("reason", reason));
      default ->
          throw RequestValues.invalid(
              "There is no input of type “" + type + "”.", "See /q/openapi for the types.");
    };
  }

  private RunEvent.Feedback feedbackKind() {
    String word = RequestValues.required("feedback", feedback);
    return Arrays.stream(RunEvent.Feedback.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> RequestValues.choice("feedback", word, RunEvent.Feedback.values()));
  }

  private Outcome outcomeKind() {
    String word = RequestValues.required("outcome", outcome);
    return Arrays.stream(Outcome.values())
        .filter(kind -> kind.label().equals(word))
        .findFirst()
        .orElseThrow(() -> RequestValues.choice("outcome", word, Outcome.values()));
  }
}
