package dev.waymark.server.incident;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "incident")
class IncidentEntity extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long number;

  String title;

  @Column(name = "entry_id")
  String entryId;

  @Enumerated(EnumType.STRING)
  IncidentSeverity severity;

  @Enumerated(EnumType.STRING)
  IncidentState state;

  @Nullable String scenario;

  @Column(name = "opened_by")
  String openedBy;

  @Column(name = "opened_at")
  Instant openedAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @Nullable String cause;

  @Column(name = "cause_title")
  @Nullable String causeTitle;

  String node;

  @Column(name = "node_title")
  String nodeTitle;

  int sequence;

  @Column(name = "head_hash")
  byte[] headHash;
}
