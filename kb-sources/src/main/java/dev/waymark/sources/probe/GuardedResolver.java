package dev.waymark.sources.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name once and lets only allowed addresses through. Whoever connects uses just these
 * objects, so that a second look-up can't give another address.
 */
final class GuardedResolver implements DnsResolver {
  private final ProbePolicy policy;
  private final DnsResolver resolver;

  GuardedResolver(ProbePolicy policy, DnsResolver resolver) {
    this.policy = policy;
    this.resolver = resolver;
  }

  /**
   * @throws ForbiddenTarget if the name, or any of its addresses, isn't allowed
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Optional<String> refused = policy.refusesHost(host);
    if (refused.isPresent()) {
      throw new ForbiddenTarget(refused.get());
    }
    InetAddress[] addresses = resolver.resolve(host);
    for (InetAddress address : addresses) {
      Optional<String> forbidden = policy.refusesAddress(address);
      if (forbidden.isPresent()) {
        throw new ForbiddenTarget(forbidden.get());
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
