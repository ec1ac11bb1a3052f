package dev.waymark.server.web;

import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Addresses that hold what was searched for, as long as browsers, proxies and chats take them. */
public final class ShareableAddress {
  private static final int LONGEST = 2_000;

  private ShareableAddress() {}

  public static boolean fits(String address) {
    return address.length() <= LONGEST;
  }

  /** Leads to an address of this server; empty if it is too long to be one. */
  public static Optional<Response> redirect(String address) {
    return fits(address)
        ? Optional.of(Response.seeOther(SafeReturn.to(Optional.of(address))).build())
        : Optional.empty();
  }
}
