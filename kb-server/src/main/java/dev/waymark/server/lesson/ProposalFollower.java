package dev.waymark.server.lesson;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonState;
import dev.waymark.model.incident.PullRequestState;
import dev.waymark.server.content.Content;
import dev.waymark.server.forge.PullRequest;
import dev.waymark.server.forge.PullRequests;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.schedule.Schedule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks now and then what became of the changes that are proposed: at the forge, if they have a
 * pull request, and in the served content. Of several servers, one asks for each pull request.
 */
@ApplicationScoped
class ProposalFollower {
  private static final Logger LOG = Logger.getLogger(ProposalFollower.class);
  private static final int MOST = 50;

  private final LessonStore store;
  private final Lessons lessons;
  private final Proposals proposals;
  private final PullRequests pullRequests;
  private final Content content;
  private final Duration interval;
  private final Clock clock;
  private Optional<Problem> said = Optional.empty();

  ProposalFollower(
      LessonStore store,
      Lessons lessons,
      Proposals proposals,
      PullRequests pullRequests,
      Content content,
      LessonConfig config,
      Clock clock) {
    this.store = store;
    this.lessons = lessons;
    this.proposals = proposals;
    this.pullRequests = pullRequests;
    this.content = content;
    this.interval = config.followInterval();
    this.clock = clock;
  }

  void begin(@Observes StartupEvent event, Schedule schedule) {
    schedule.every(interval, interval, "proposals", this::look);
  }

  /** Asks for the pull requests whose turn it is, and settles what is served by now. */
  void look() {
    if (pullRequests.isConfigured()) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      store.claimPullRequests(now.minus(interval), now, MOST).forEach(this::ask);
    }
    lessons.list(Optional.of(LessonState.PROPOSED)).forEach(proposals::settled);
  }

  private void ask(Lesson lesson) {
    Lesson.PullRequest known =
        lesson.proposal().flatMap(Lesson.Proposal::pullRequest).orElseThrow();
    Result<PullRequestState> asked =
        pullRequests.state(new PullRequest(URI.create(known.page()), known.number()));
    if (asked instanceof Result.Refused<PullRequestState> refused) {
      sayOnce(refused.problem());
      return;
    }
    said = Optional.empty();
    PullRequestState state = asked.orThrow();
    store.keep(lesson.id(), new Lesson.PullRequest(known.page(), known.number(), state));
    if (state == PullRequestState.MERGED) {
      if (known.state() == PullRequestState.MERGED) {
        // What was merged has been served since, in whatever words.
        store.decide(
            lesson.id(),
            LessonState.MERGED,
            Optional.empty(),
            Actor.ENGINE.name(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
      } else {
        content.syncSoon();
      }
    }
  }

  private void sayOnce(Problem problem) {
    if (!said.equals(Optional.of(problem))) {
      LOG.warnf("%s. %s", problem.detail(), problem.hint());
      said = Optional.of(problem);
    }
  }
}
