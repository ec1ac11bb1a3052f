package dev.waymark.runbooks.write;

import java.util.List;

/** The edits that each kind of change makes in a text; none where it stands there already. */
final class ChangeWriter implements ChangeVisitor<List<Edit>> {
  private final Learned learned;
  private final EntryText current;

  ChangeWriter(Learned learned, EntryText current) {
    this.learned = learned;
    this.current = current;
  }

  @Override
  public List<Edit> visitAddBranch(Change.AddBranch change) {
    return new TableWriter(learned, current).addBranch(change);
  }

  @Override
  public List<Edit> visitAddAnswer(Change.AddAnswer change) {
    return new TableWriter(learned, current).addAnswer(change);
  }

  @Override
  public List<Edit> visitChangeCondition(Change.ChangeCondition change) {
    return new TableWriter(learned, current).changeCondition(change);
  }

  @Override
  public List<Edit> visitChangeMeaning(Change.ChangeMeaning change) {
    return new TableWriter(learned, current).changeMeaning(change);
  }

  @Override
  public List<Edit> visitReplaceFence(Change.ReplaceFence change) {
    return new FenceWriter(learned, current).replace(change);
  }

  @Override
  public List<Edit> visitReplaceProse(Change.ReplaceProse change) {
    return new ProseWriter(learned, current).replace(change);
  }

  @Override
  public List<Edit> visitAddStep(Change.AddStep change) {
    return new NodeWriter(learned, current).addStep(change);
  }

  @Override
  public List<Edit> visitAddCause(Change.AddCause change) {
    return new NodeWriter(learned, current).addCause(change);
  }

  @Override
  public List<Edit> visitAddPrevention(Change.AddPrevention change) {
    return new ListWriter(learned, current).addPrevention(change);
  }

  @Override
  public List<Edit> visitChangeAlert(Change.ChangeAlert change) {
    return new AlertWriter(current).change(change);
  }

  @Override
  public List<Edit> visitAppendLesson(Change.AppendLesson change) {
    return new ListWriter(learned, current).appendLesson(change);
  }
}
