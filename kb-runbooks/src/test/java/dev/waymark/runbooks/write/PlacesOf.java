package dev.waymark.runbooks.write;

import java.util.Set;

/** The sections that a change may touch. */
final class PlacesOf implements ChangeVisitor<Set<String>> {
  @Override
  public Set<String> visitAddBranch(Change.AddBranch change) {
    return Set.of(change.node());
  }

  @Override
  public Set<String> visitAddAnswer(Change.AddAnswer change) {
    return Set.of(change.node());
  }

  @Override
  public Set<String> visitChangeCondition(Change.ChangeCondition change) {
    return Set.of(change.node());
  }

  @Override
  public Set<String> visitChangeMeaning(Change.ChangeMeaning change) {
    return change.node().equals("grant-it") ? Set.of("verify") : Set.of(change.node());
  }

  @Override
  public Set<String> visitReplaceFence(Change.ReplaceFence change) {
    return Set.of(change.node());
  }

  @Override
  public Set<String> visitReplaceProse(Change.ReplaceProse change) {
    return Set.of(change.node());
  }

  @Override
  public Set<String> visitAddStep(Change.AddStep change) {
    return Set.of(NodeText.slug(change.title()));
  }

  @Override
  public Set<String> visitAddCause(Change.AddCause change) {
    return Set.of(NodeText.slug(change.title()), NodeText.slug(change.resolution().title()));
  }

  @Override
  public Set<String> visitAddPrevention(Change.AddPrevention change) {
    return Set.of("prevention");
  }

  @Override
  public Set<String> visitAppendLesson(Change.AppendLesson change) {
    return Set.of("lessons");
  }

  /** The front matter is in no section. */
  @Override
  public Set<String> visitChangeAlert(Change.ChangeAlert change) {
    return Set.of();
  }
}
