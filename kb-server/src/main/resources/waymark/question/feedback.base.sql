select f.incident, f.node, f.helped, f.misled, f.missing
from fact_visit f where f.helped + f.misled + f.missing > 0 and {filters}
