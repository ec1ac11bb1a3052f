package dev.waymark.server.web;

/** Names in the bundled content that walks rely on. */
final class Scenarios {
  static final String APIM = "apim-502-bad-gateway";
  static final String APIM_TITLE = "API Management returns 502 Bad Gateway";

  /** Every step on its way is decided by a query. */
  static final String BACKEND_TIMEOUT_TITLE = "The backend answers later than the gateway waits";

  /** It ends at the escalation after two steps. */
  static final String NOT_VISIBLE_TITLE = "The instance logs, and we may not see it";

  static final String KEYVAULT = "keyvault-denies-requests";

  /** A question is asked on its way. */
  static final String MOVED_TITLE = "An application was moved and calls from another address";

  private Scenarios() {}
}
