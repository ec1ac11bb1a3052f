package dev.waymark.sources.probe;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.IDN;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where probes may go. An address of the public Internet is allowed; one of a private, shared,
 * local or otherwise special range only if it lies in one of the operator's networks. The addresses
 * under which clouds tell a machine its secrets are never allowed.
 *
 * @param hosts names, {@code *.example.com} for all below one, {@code *} for all
 * @param ports that may be connected to
 * @param networks in CIDR notation, such as {@code 10.1.0.0/16}: special ranges that are allowed
 */
public record ProbePolicy(List<String> hosts, Set<Integer> ports, List<String> networks) {
  /** Every public host, by HTTP and HTTPS. */
  public static final ProbePolicy PUBLIC =
      new ProbePolicy(List.of("*"), Set.of(80, 443), List.of());

  /** What browsers take for an IPv4 address: WHATWG URL, “ends in a number”. */
  private static final Predicate<String> NUMBER_LAST =
      Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)").asMatchPredicate();

  private static final Predicate<String> DOTTED_QUAD =
      Pattern.compile("(?:(?:0|[1-9]\\d{0,2})(?:\\.(?!$)|$)){4}").asMatchPredicate();

  /**
   * Ranges that aren't public unicast addresses, after the special-purpose registries of IANA (RFC
   * 6890 and what updates it).
   */
  private static final List<IPAddress> SPECIAL =
      addresses(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final IPAddress GLOBAL_V6 = address("2000::/3");
  private static final List<IPAddress> SPECIAL_V6 =
      addresses("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  /** Metadata services of clouds: Azure's two, AWS over IPv6, Alibaba's, Oracle's. */
  private static final List<IPAddress> METADATA =
      addresses(
          "169.254.169.254",
          "168.63.129.16",
          "169.254.170.2",
          "100.100.100.200",
          "192.0.0.192",
          "fd00:ec2::254");

  /**
   * @throws IllegalArgumentException if a network isn't in CIDR notation or a port isn't one
   */
  public ProbePolicy {
    hosts = hosts.stream().map(ProbePolicy::canonical).toList();
    ports = Set.copyOf(ports);
    networks = List.copyOf(networks);
    networks.forEach(ProbePolicy::address);
    ports.stream()
        .filter(port -> port < 1 || port > 65_535)
        .findFirst()
        .ifPresent(
            port -> {
              throw new IllegalArgumentException(port + " isn't a port");
            });
  }

  /** Why a host may not be asked under this name. */
  Optional<String> refusesHost(String host) {
    String name = canonical(host);
    if (NUMBER_LAST.test(name) && !DOTTED_QUAD.test(name)) {
      return Optional.of(
          "`" + host + "` means different addresses to different programs; write four numbers");
    }
    return hosts.stream().anyMatch(pattern -> matches(pattern, name))
        ? Optional.empty()
        : Optional.of("the host `" + host + "` isn't one of `WAYMARK_PROBE_HOSTS`");
  }

  /** Why a port may not be connected to. */
  Optional<String> refusesPort(int port) {
    return ports.contains(port)
        ? Optional.empty()
        : Optional.of("the port " + port + " isn't one of `WAYMARK_PROBE_PORTS`");
  }

  /** Why an address may not be connected to. */
  Optional<String> refusesAddress(InetAddress target) {
    IPAddress address = unwrapped(address(target.getHostAddress().replaceFirst("%.*", "")));
    if (METADATA.stream().anyMatch(metadata -> contains(metadata, address))) {
      return Optional.of("`" + address + "` is a metadata service");
    }
    boolean special =
        address.isIPv4()
            ? SPECIAL.stream().anyMatch(range -> contains(range, address))
            : !contains(GLOBAL_V6, address)
                || SPECIAL_V6.stream().anyMatch(range -> contains(range, address));
    boolean listed = networks.stream().anyMatch(range -> contains(address(range), address));
    return special && !listed
        ? Optional.of(
            "`" + address + "` isn't public, and in no network of `WAYMARK_PROBE_NETWORKS`")
        : Optional.empty();
  }

  /** An IPv4 address that an IPv6 address stands for: mapped, compatible, or translated. */
  private static IPAddress unwrapped(IPAddress address) {
    if (address.isIPv4()) {
      return address;
    }
    boolean embeds =
        Stream.of("::ffff:0:0/96", "::/96", "64:ff9b::/96")
            .anyMatch(range -> contains(address(range), address));
    return embeds ? address.toIPv6().getEmbeddedIPv4Address() : address;
  }

  private static boolean contains(IPAddress range, IPAddress address) {
    return range.isIPv4() == address.isIPv4() && range.contains(address);
  }

  private static boolean matches(String pattern, String host) {
    return pattern.equals("*")
        || pattern.equals(host)
        || (pattern.startsWith("*.") && host.endsWith(pattern.substring(1)));
  }

  private static String canonical(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
  }

  private static List<IPAddress> addresses(String... texts) {
    return Stream.of(texts).map(ProbePolicy::address).toList();
  }

  private static IPAddress address(String text) {
    try {
      return new IPAddressString(text).toAddress().toPrefixBlock();
    } catch (AddressStringException e) {
      throw new IllegalArgumentException("“" + text + "” isn't an address or network", e);
    }
  }
}
