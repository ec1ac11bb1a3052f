package dev.waymark.server.alert;

import dev.waymark.server.webhook.Webhook;
import jakarta.enterprise.context.ApplicationScoped;

/** The call by which a monitoring system without an account says that something is wrong. */
@ApplicationScoped
public class AlertHook {
  private final Webhook webhook;

  AlertHook(AlertConfig config) {
    this.webhook = new Webhook(config.secretFile(), "WAYMARK_ALERTS_SECRET_FILE");
  }

  /** Whether a call comes from somebody who knows the secret. */
  public boolean isGenuine(Webhook.Proof proof, byte[] body) {
    return webhook.isGenuine(proof, body);
  }
}
