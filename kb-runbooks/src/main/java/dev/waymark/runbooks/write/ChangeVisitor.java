package dev.waymark.runbooks.write;

/** One case a kind of {@link Change}; a new kind stops the build wherever it matters. */
public interface ChangeVisitor<R> {
  R visitAddBranch(Change.AddBranch change);

  R visitAddAnswer(Change.AddAnswer change);

  R visitChangeCondition(Change.ChangeCondition change);

  R visitChangeMeaning(Change.ChangeMeaning change);

  R visitReplaceFence(Change.ReplaceFence change);

  R visitReplaceProse(Change.ReplaceProse change);

  R visitAddStep(Change.AddStep change);

  R visitAddCause(Change.AddCause change);

  R visitAddPrevention(Change.AddPrevention change);

  R visitChangeAlert(Change.ChangeAlert change);

  R visitAppendLesson(Change.AppendLesson change);
}
