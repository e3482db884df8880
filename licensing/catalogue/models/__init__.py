"""The law as rows. A row names its source, how sure it is, and from when until when it holds.

Start at risk.py (what a licence takes), then kbli.py (what a business does), duties.py
(what is asked before and after), places.py (where, who verifies, which environment class).
services.py holds the published service standards.
"""

from licensing.catalogue.models.duties import KbliPbUmku, ObligationItem, PbUmku, PbUmkuAuthority, RequirementItem
from licensing.catalogue.models.facts import Fact, Release
from licensing.catalogue.models.kbli import EverydayWord, Kbli, KbliConversion, KbliNotice
from licensing.catalogue.models.places import AgencyRoute, EnvironmentRule, Region
from licensing.catalogue.models.risk import AuthorityParameter, RiskRow, RiskRowAuthority, Scope
from licensing.catalogue.models.services import (
    LegalBasis,
    ServiceComponent,
    ServiceCoverage,
    ServiceStandard,
    ServiceStep,
)

__all__ = [
    "AgencyRoute",
    "AuthorityParameter",
    "EnvironmentRule",
    "EverydayWord",
    "Fact",
    "Kbli",
    "KbliConversion",
    "KbliNotice",
    "KbliPbUmku",
    "LegalBasis",
    "ObligationItem",
    "PbUmku",
    "PbUmkuAuthority",
    "Region",
    "Release",
    "RequirementItem",
    "RiskRow",
    "RiskRowAuthority",
    "Scope",
    "ServiceComponent",
    "ServiceCoverage",
    "ServiceStandard",
    "ServiceStep",
]
