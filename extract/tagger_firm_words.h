// Words beside which an unknown name is a firm's, and names that are never one.
#pragma once

#include <cstdint>

#include "extract/tagger_known.h"

namespace dateline::extract {

// What is done to firms, and what they have.
inline constexpr auto kDoneToFirms = HashesOf("buy", "buys", "bought", "acquire", "acquires", "acquired", "acquiring",
                                       "sanctioned", "fined", "sued", "founded", "runs", "ran", "blacklisted",
                                       "subpoenaed", "owns", "owned", "including", "include", "includes");
inline constexpr auto kHadOfFirms = HashesOf("acquisition", "subsidiary", "stake", "unit", "merger");
// Words beside which an unknown name is a firm's.
inline constexpr auto kHeadsOfFirms = HashesOf("CEO", "CFO", "COO", "CTO");
inline constexpr auto kMakers = HashesOf("maker", "chipmaker", "toolmaker", "startup", "carmaker", "automaker", "drugmaker",
                                  "planemaker", "shipbuilder", "conglomerate", "retailer", "brokerage", "consultancy",
                                  "supplier", "developer", "lender", "insurer", "distributor", "forwarder", "airline",
                                  "truckmaker", "phonemaker", "tiremaker", "brewer", "homebuilder");
// What stands beside a firm and few others, and what is no firm there.
inline constexpr auto kCompanies =
    HashesOf("company", "firm", "miner", "manufacturer", "operator", "producer", "vendor", "unicorn", "giant",
             "startups", "chipmakers", "companies", "firms", "suppliers", "miners", "lenders", "automakers",
             "shipowner", "steelmaker", "refiner", "recycler", "exporter", "importer", "petitioner", "reseller");
inline constexpr auto kVenues = HashesOf("issuer", "exchange", "shipyard", "chain", "brand", "bank", "platform", "utility",
                                  "fund", "builder", "trader", "foundry", "spinoff", "integrator", "wholesaler");
inline constexpr auto kMany = HashesOf("companies", "firms", "suppliers", "startups", "chipmakers", "competitors", "rivals",
                                "miners", "lenders", "automakers", "customers", "producers", "manufacturers");
inline constexpr auto kRivals = HashesOf("rival", "rivals", "competitor", "competitors");
// Never an unknown firm, wherever they stand.
inline constexpr auto kNoUnknown = HashesOf(
    "Republicans", "Democrats", "Republican", "Democrat", "Democratic", "Europeans", "Stanford", "Harvard", "MIT",
    "Princeton", "Yale", "Tsinghua", "Caltech", "Bitcoin", "Swift", "JavaScript", "Python", "Rust", "Java", "Azure",
    "Android", "Linux", "Elsewhere", "Overseas", "Instead", "Together", "Besides", "Otherwise", "Thus", "Hence",
    "Moreover", "Furthermore", "Indeed", "Likewise", "Abroad", "Nonetheless", "Nevertheless", "Internet", "Treasuries",
    "NGOs", "Prosecutors", "Officials", "Analysts", "Investors", "Chip", "Chips", "Energy", "Defense", "Defence",
    "Semiconductor", "Technology", "Mining", "Oil", "Auto", "Drone", "Battery", "Solar", "Airline", "Retail",
    "Property", "Uranium", "Lithium", "Gold", "Steel", "World", "Domestic", "Foreign", "Software", "Insurance",
    "Shipping", "Telecom", "Healthcare", "Pharmaceutical", "Utility", "Consumer", "Media", "Islamic", "Christian",
    "Voting", "Outstanding", "Treasury", "Existing", "Additional", "Remaining", "Subscription", "Founders", "Party",
    "Applicant", "Applicants", "Petitioner", "Registrant", "Issuer", "Respondent", "Plaintiff", "Defendant", "Licensee",
    "Borrower", "Seller", "Buyer", "Purchaser", "Adviser", "Advisor", "Fund", "Trust", "Parent", "Sponsor", "Bidder",
    "Claimant", "Contractor", "Recipient", "Grantee", "Requester", "Complainant", "Exchange", "Hamas", "Hezbollah",
    "Taliban", "Fatah", "ISIS", "NATO", "Houthis", "OPEC", "UNESCO", "Greenpeace", "Amnesty", "Pope", "Management",
    "Labour", "Reform", "Likud", "Fidesz", "AfD", "CDU", "SPD", "Kremlin", "Conservatives", "Tories", "Greens",
    "Interpol", "Oxfam", "UNICEF", "Parliament", "Congress", "Vatican");

// What a word in small letters tells of the name beside it.
enum class FirmCue : std::uint8_t { kNone, kAct, kActAndMore, kMakes, kCompany, kVenue, kRelation };
[[nodiscard]] FirmCue FirmCueOf(std::uint32_t hash);

}  // namespace dateline::extract
