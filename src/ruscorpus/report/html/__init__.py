"""The report as one HTML file: everything in it, nothing from the network, readable without scripts.

``sheets`` numbers the findings and knows what stands where; every other module writes one part of the page
from that; ``page`` puts the parts together. The style sheet and the script are files of their own in
``assets``. Text of documents reaches the page only through :func:`~ruscorpus.report.html.markup.tag`, which
escapes it; the page's own content-security policy allows no script and no style but the two by their hashes.
"""
