package dev.waymark.server.run.page;

import dev.waymark.runbooks.draw.WaysOn;
import dev.waymark.server.run.page.CausesView.Because;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * The page of an incident.
 *
 * @param runs all of the incident's runs if there is more than one
 * @param ways on from where the run is
 * @param step the one in the middle: where the run is, or an earlier one that was asked for
 * @param contradicts the earlier finding that the one in the middle contradicts
 * @param evidence what led to the cause in the middle; nothing beside other steps
 * @param progress of the live queries; absent if none were asked lately
 * @param acting whether the reader may go on with the run here
 * @param newerText whether the entry has changed since the run began
 * @param gone whether the entry isn't served any more
 * @param seen number of the last event that the page shows
 * @param key start of each form's idempotency key
 */
record RunPageView(
    Head incident,
    List<RunLink> runs,
    List<TrailStop> trail,
    WaysOn ways,
    StepView step,
    FactsView facts,
    CausesView causes,
    Optional<Because> contradicts,
    List<Because> evidence,
    IncidentAlertsView alerts,
    Optional<ProgressView> progress,
    boolean acting,
    boolean newerText,
    boolean gone,
    Optional<NoticeView> notice,
    int visit,
    int seen,
    String key) {
  RunPageView {
    runs = List.copyOf(runs);
    trail = List.copyOf(trail);
    evidence = List.copyOf(evidence);
  }

  /** The answer that the reader had pasted, and that couldn't be taken. */
  public String pasted() {
    return notice.map(NoticeView::pasted).orElse("");
  }

  /**
   * What the incident is.
   *
   * @param scenario empty if the answers are live
   * @param outcome how the run ended; empty while it goes on
   * @param gap where the entry didn't know on, and why; empty unless it ended so
   * @param cause the title of the one confirmed last; empty if there is none
   */
  record Head(
      long number,
      String title,
      String entryId,
      String entryTitle,
      String severity,
      String state,
      String scenario,
      String outcome,
      String gap,
      String cause,
      Moment opened,
      String owner,
      String elapsed,
      Optional<Moment> ended) {}

  /** A run of several. */
  record RunLink(int ordinal, String title, boolean shown) {}

  /**
   * A step of the path.
   *
   * @param anchor id of the element: the slug of the step, for the last visit to it
   * @param sign name of the icon
   * @param line what was decided there
   * @param override whether another branch than the proposed one was taken
   * @param byItself whether the engine took the branch
   * @param here whether the run is there
   * @param shown whether it is the one in the middle
   */
  record TrailStop(
      int visit,
      String anchor,
      String title,
      String sign,
      String line,
      boolean override,
      boolean byItself,
      boolean here,
      boolean shown) {}

  /**
   * Something that went otherwise than the reader wanted.
   *
   * @param meanwhile what others did since the reader's page was made
   * @param draft what they had written, so that it isn't lost
   * @param pasted the answer that they had pasted, to stand in its field again
   */
  record NoticeView(
      String title,
      String detail,
      String hint,
      List<Meanwhile> meanwhile,
      String draft,
      String pasted) {
    NoticeView {
      meanwhile = List.copyOf(meanwhile);
    }
  }

  /** Something that was done, by whom and when. */
  record Meanwhile(Moment at, String by, String text) {}
}
