select f.incident, f.visit as position, f.edge
from fact_visit f where f.edge is not null and f.visit <= 12 and {filters}
