package dev.waymark.server.content;

import dev.waymark.runbooks.ContentBounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;

/** Lays a commit out in the served folder, and says what of it isn't served. */
final class CommitLayout {
  private static final String REPLACED = "refs/waymark/replaced/";
  private static final int MOST_NAMED = 10;
  private static final int LONGEST_NAMED = 200;

  private final ServedFolder served;

  private volatile Optional<ContentCommit> laid = Optional.empty();
  private volatile List<ContentProblem> warnings = List.of();

  CommitLayout(ServedFolder served) {
    this.served = served;
  }

  /** The commit that lies there since the server was started. */
  Optional<ContentCommit> laid() {
    return laid;
  }

  /** What of that commit isn't served, and why. */
  List<ContentProblem> warnings() {
    return warnings;
  }

  /**
   * Lays out a commit where another one lies.
   *
   * @return what changed in the folder
   */
  Optional<ContentChange> lay(GitStore git, ObjectId newest) throws IOException, TroubleException {
    Optional<ObjectId> before = served.commit();
    if (before.filter(newest::equals).isPresent()) {
      if (laid.isEmpty()) {
        warnings = leftOut(served.survey(git.repository(), newest));
      }
      laid = Optional.of(git.commit(newest));
      return Optional.empty();
    }
    ServedFolder.Survey survey = survey(git, newest);
    List<ContentProblem> found = new ArrayList<>();
    if (before.isPresent()
        && git.has(before.orElseThrow())
        && !git.isBefore(before.orElseThrow(), newest)) {
      found.add(rewritten(git, before.orElseThrow()));
    }
    ServedFolder.Laid files = served.lay(git.repository(), newest);
    laid = Optional.of(git.commit(newest));
    found.addAll(leftOut(survey));
    if (!files.tooLarge().isEmpty()) {
      found.add(
          new ContentProblem(
              notServed(files.tooLarge()), "Make them smaller: they are no content."));
    }
    warnings = List.copyOf(found);
    return Optional.of(new ContentChange(served.root(), files.changed()));
  }

  private static List<ContentProblem> leftOut(ServedFolder.Survey survey) {
    List<ContentProblem> troubles = new ArrayList<>();
    if (!survey.left().isEmpty()) {
      troubles.add(
          new ContentProblem(
              notServed(survey.left()),
              "Put plain files in their place: links and submodules aren't followed."));
    }
    if (!survey.beyond().isEmpty()) {
      troubles.add(new ContentProblem(notServed(survey.beyond()), ContentBounds.whyBeyond()));
    }
    return troubles;
  }

  /** Looks whether a commit may be read at all. */
  ServedFolder.Survey survey(GitStore git, ObjectId commit) throws IOException, TroubleException {
    ServedFolder.Survey survey = served.survey(git.repository(), commit);
    if (survey.tooMuch().isPresent()) {
      ServedFolder.TooMuch beyond = survey.tooMuch().orElseThrow();
      throw new TroubleException(
          new ContentProblem(
              "The commit %s isn't served: it has %s, counted up to %s."
                  .formatted(commit.abbreviate(8).name(), beyond.why(), named(beyond.path())),
              "Take out what isn't content, or serve another branch (WAYMARK_CONTENT_BRANCH)."));
    }
    return survey;
  }

  private static String named(String path) {
    return "`"
        + (path.length() > LONGEST_NAMED ? path.substring(0, LONGEST_NAMED) + "…" : path)
        + "`";
  }

  private static String notServed(List<String> paths) {
    String named =
        paths.stream().limit(MOST_NAMED).map(CommitLayout::named).collect(Collectors.joining(", "));
    int more = paths.size() - MOST_NAMED;
    return more > 0
        ? named + " and " + more + " others aren't served."
        : named + (paths.size() == 1 ? " isn't served." : " aren't served.");
  }

  private ContentProblem rewritten(GitStore git, ObjectId before) throws IOException {
    String shortId = before.name().substring(0, 8);
    git.move(REPLACED + shortId, ObjectId.zeroId(), before);
    return new ContentProblem(
        "The branch was rewritten: commit %s, which was served before, isn't part of it any more."
            .formatted(shortId),
        "The new one is served. If that was a mistake, the old one is kept as %s in %s."
            .formatted(REPLACED + shortId, git.repository().getDirectory()));
  }
}
