package dev.waymark.server.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** What the frame around a page wants to know of the request: {@code {inject:page}}. */
@RequestScoped
@Named("page")
public class PageContext {
  private final Optional<Preferences> preferences;
  private final UriInfo uri;

  PageContext(HttpHeaders headers, UriInfo uri) {
    this.preferences =
        Optional.ofNullable(headers.getCookies().get(Preferences.COOKIE))
            .map(cookie -> Preferences.ofCookie(cookie.getValue()));
    this.uri = uri;
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

  private Preferences preferences() {
    return preferences.orElse(Preferences.DEFAULT);
  }
}
