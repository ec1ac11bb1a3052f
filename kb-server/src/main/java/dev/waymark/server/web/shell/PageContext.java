package dev.waymark.server.web.shell;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.alert.UnstartedAlerts;
import dev.waymark.server.lesson.OverdueFollowUps;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

  PageContext(
      HttpHeaders headers,
      UriInfo uri,
      CurrentUser user,
      OverdueFollowUps overdue,
      UnstartedAlerts unstarted) {
    this.preferences =
        Optional.ofNullable(headers.getCookies().get(Preferences.COOKIE))
            .map(cookie -> Preferences.ofCookie(cookie.getValue()));
    this.uri = uri;
    this.user = user;
    this.overdue = overdue;
    this.unstarted = unstarted;
  }

  /** The theme that the reader chose, or nothing where the system's is followed. */
  public String getTheme() {
    return preferences().theme().label();
  }

  /** Whether single keys do things: {@code on} or {@code off}. */
  public String getKeys() {
    return preferences().keys() ? "on" : "off";
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
