package dev.waymark.server.entry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "entry_version")
class EntryVersionEntity extends PanacheEntityBase {
  @Id String hash;

  @Column(name = "entry_id")
  String entryId;

  String path;
  String text;

  @Column(name = "kept_at")
  Instant keptAt;
}
