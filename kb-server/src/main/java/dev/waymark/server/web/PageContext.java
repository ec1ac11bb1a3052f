package dev.waymark.server.web;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.alert.UnstartedAlerts;
import dev.waymark.server.database.DatabaseMonitor;
import dev.waymark.server.lesson.OverdueFollowUps;
import dev.waymark.server.postgres.DatabaseState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the frame around a page wants to know of the request: {@code {inject:page}}. */
@RequestScoped
@Named("page")
public class PageContext {
  private final Optional<Preferences> preferences;
  private final UriInfo uri;
  private final CurrentUser user;
  private final OverdueFollowUps overdue;
  private final UnstartedAlerts unstarted;
  private final DatabaseMonitor database;
  private final DatabaseState state;
  private final Moments moments;
  private boolean isFromMemory;
  private Optional<Instant> readAt = Optional.empty();

  PageContext(
      HttpHeaders headers,
      UriInfo uri,
      CurrentUser user,
      OverdueFollowUps overdue,
      UnstartedAlerts unstarted,
      DatabaseMonitor database,
      DatabaseState state,
      Moments moments) {
    this.preferences =
        Optional.ofNullable(headers.getCookies().get(Preferences.COOKIE))
            .map(cookie -> Preferences.ofCookie(cookie.getValue()));
    this.uri = uri;
    this.user = user;
    this.overdue = overdue;
    this.unstarted = unstarted;
    this.database = database;
    this.state = state;
    this.moments = moments;
  }

  /** The page shows what is known without the database. */
  public void showMemory() {
    isFromMemory = true;
  }

  /** The page shows what was read at some time. */
  public void showMemory(Instant at) {
    isFromMemory = true;
    readAt = Optional.of(at);
  }

  /** Whether all that it shows was read just now. */
  public boolean isNow() {
    return !isFromMemory;
  }

  /** What to say if the database couldn't be asked for this page. */
  public Optional<MemoryBand> getMemory() {
    Optional<Instant> away = database.awaySince();
    return isFromMemory || away.isPresent() || user.checkedAt().isPresent()
        ? Optional.of(
            new MemoryBand(
                away.map(moments::of), state.trouble().orElse(""), readAt.map(moments::of)))
        : Optional.empty();
  }

  /** The theme that the reader chose, or nothing if the system's is followed. */
  public String getTheme() {
    return preferences().theme().label();
  }

  /** Whether single keys do things: {@code on} or {@code off}. */
  public String getKeys() {
    return preferences().keys() ? "on" : "off";
  }

  /** Which times are shown: {@code utc}, or {@code local} beside it. */
  public String getTimes() {
    return preferences().localTimes() ? "local" : "utc";
  }

  public boolean isTimes(String label) {
    return getTimes().equals(label);
  }

  public boolean isTheme(String label) {
    return getTheme().equals(label);
  }

  public boolean isKeys(String label) {
    return getKeys().equals(label);
  }

  /** Path and query of this page, to come back to. */
  public String getPath() {
    String query = uri.getRequestUri().getRawQuery();
    return uri.getRequestUri().getRawPath() + (query == null ? "" : "?" + query);
  }

  /** How many follow-ups the reader should have done by now. */
  public int getOverdue() {
    return user.isSignedIn() ? overdue.of(user.getName()) : 0;
  }

  /** How many alerts fire whose entry couldn't be started. */
  public int getUnstarted() {
    return unstarted.count();
  }

  /** Where the follow-ups are listed. */
  public String getOverdueLink() {
    return "/follow-ups?owner=" + URLEncoder.encode(user.getName(), StandardCharsets.UTF_8);
  }

  /** What an incident's severity may be, the worst first. */
  public List<String> getSeverities() {
    return Arrays.stream(IncidentSeverity.values()).map(IncidentSeverity::label).toList();
  }

  /** What state an incident may be in. */
  public List<String> getIncidentStates() {
    return Arrays.stream(IncidentState.values()).map(IncidentState::label).toList();
  }

  private Preferences preferences() {
    return preferences.orElse(Preferences.DEFAULT);
  }
}
