package dev.waymark.server.entry.api;

import dev.waymark.model.entry.Parameter;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.server.content.ContentCommit;
import dev.waymark.server.content.api.CommitJson;
import dev.waymark.server.entry.BrokenNewerVersion;
import dev.waymark.server.entry.EntryCard;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry with all that is known of it.
 *
 * @param commit that brought the text, if the content is a repository
 */
record EntryJson(
    EntrySummaryJson summary,
    List<ParameterJson> parameters,
    List<ScenarioJson> scenarios,
    List<IssueJson> issues,
    int moreIssues,
    String markdown,
    Optional<CommitJson> commit,
    Optional<NewerBrokenJson> newerBroken) {

  /** A newer text of the file that doesn't run, so that the last good one is served. */
  record NewerBrokenJson(Optional<CommitJson> commit, List<IssueJson> issues, int moreIssues) {
    static NewerBrokenJson of(BrokenNewerVersion newer) {
      return new NewerBrokenJson(
          newer.commit().map(CommitJson::of),
          newer.entry().issues().stream().map(IssueJson::of).toList(),
          newer.entry().moreIssues());
    }
  }

  /** A value that a run needs before it starts. */
  record ParameterJson(
      String name,
      String type,
      String description,
      Optional<String> defaultValue,
      List<String> values) {
    static ParameterJson of(Parameter parameter) {
      return new ParameterJson(
          parameter.name(),
          parameter.type().label(),
          parameter.description(),
          parameter.defaultValue(),
          parameter.values());
    }
  }

  /** Recorded data that a run can walk on. */
  record ScenarioJson(
      String name,
      String title,
      Map<String, String> parameters,
      List<String> path,
      String outcome) {
    static ScenarioJson of(Scenario scenario) {
      return new ScenarioJson(
          scenario.name(),
          scenario.title(),
          scenario.parameters(),
          scenario.path(),
          scenario.outcome().label());
    }
  }

  static EntryJson of(
      EntryCard card,
      CompiledEntry entry,
      Optional<ContentCommit> commit,
      Optional<BrokenNewerVersion> newerBroken) {
    return new EntryJson(
        EntrySummaryJson.of(card),
        entry.entry().stream()
            .flatMap(known -> known.frontMatter().parameters().stream())
            .map(ParameterJson::of)
            .toList(),
        entry.scenarios().stream().map(ScenarioJson::of).toList(),
        entry.issues().stream().map(IssueJson::of).toList(),
        entry.moreIssues(),
        entry.source().text(),
        commit.map(CommitJson::of),
        newerBroken.map(NewerBrokenJson::of));
  }
}
