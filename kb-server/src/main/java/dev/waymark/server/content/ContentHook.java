package dev.waymark.server.content;

import dev.waymark.server.webhook.Webhook;
import jakarta.enterprise.context.ApplicationScoped;

/** The call by which a forge says that there is new content. */
@ApplicationScoped
public class ContentHook {
  private final Webhook webhook;

  ContentHook(ContentConfig config) {
    this.webhook = new Webhook(config.webhookSecretFile(), "WAYMARK_CONTENT_WEBHOOK_SECRET_FILE");
  }

  /** Whether a call comes from somebody who knows the secret. */
  public boolean isGenuine(Webhook.Proof proof, byte[] body) {
    return webhook.isGenuine(proof, body);
  }
}
