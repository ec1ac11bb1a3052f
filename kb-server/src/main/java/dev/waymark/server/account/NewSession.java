package dev.waymark.server.account;

/**
 * A session that has just begun; {@link SessionCookie} brings its token to the browser.
 *
 * @param device for {@link DeviceCookie}
 */
public record NewSession(String account, String token, String device) {}
