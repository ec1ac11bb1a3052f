package dev.waymark.server.account;

import static java.util.Objects.requireNonNull;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An attempt to get in, by a password or another secret, which may be a guess.
 *
 * @param target what it would open: an account, or the secret itself if that names none
 * @param network where it comes from: an IPv4 address, or the 64 bits that an IPv6 network has
 * @param device a browser from which the account was signed in to before
 */
record Guess(String target, String network, Optional<String> device) {
  private static final String ACCOUNT = "account:";
  private static final int NETWORK_BITS = 64;
  private static final int LONGEST_NAME = 100;

  Guess {
    requireNonNull(target);
    requireNonNull(network);
    requireNonNull(device);
  }

  /** At the password of an account, whether there is one of that name or not. */
  static Guess ofPassword(String name, Client client, Optional<String> device) {
    return new Guess(
        ACCOUNT + (name.length() <= LONGEST_NAME ? name : hex(name)),
        network(client.address()),
        device);
  }

  /** A token or a one-time link that was just made here. */
  static Guess ofToken(String token) {
    return new Guess("token:" + hex(token), "", Optional.empty());
  }

  /** At a token or a one-time link. */
  static Guess ofToken(String token, Client client) {
    return new Guess("token:" + hex(token), network(client.address()), Optional.empty());
  }

  /** Whether it is at an account: another secret is guessed once or never. */
  boolean isAtAccount() {
    return target.startsWith(ACCOUNT);
  }

  /** What may be known of it: an account by the place, another secret wherever it is used. */
  String place() {
    return isAtAccount()
        ? target + "\n" + device.map(id -> "device:" + id).orElse(network)
        : target;
  }

  static String network(String address) {
    IPAddress parsed = new IPAddressString(address).getAddress();
    if (parsed == null) {
      return address;
    }
    if (parsed.isIPv6() && !parsed.toIPv6().isIPv4Mapped()) {
      return parsed
          .toIPv6()
          .withoutPrefixLength()
          .removeZone()
          .toPrefixBlock(NETWORK_BITS)
          .toCanonicalString();
    }
    return parsed.isIPv6() ? parsed.toIPv4().toCanonicalString() : parsed.toCanonicalString();
  }

  private static String hex(String secret) {
    return HexFormat.of().formatHex(Tokens.hash(secret));
  }
}
