// What both readers of firms' names ask: the words of such names, and which firm of the dictionary a name is.
#pragma once

#include "extract/tagger_shape_reader.h"

namespace dateline::extract {

// Words that end the names of firms and of little else, and those before them that make no name.
inline constexpr auto kTails =
    HashesOf("Technologies", "Semiconductor", "Semiconductors", "Microelectronics", "Microsystems", "Photonics",
             "Holdings", "Robotics", "Therapeutics", "Pharmaceuticals", "Biosciences", "Bancorp", "Motors", "Airlines",
             "Airways", "Labs", "Optoelectronics", "Petroleum", "Shipbuilding", "Biologics", "Bancshares", "Ventures",
             "Biochemical", "Biopharma", "Genomics", "Fasteners");
inline constexpr auto kNoNames = HashesOf(
    "Emerging", "Critical", "Foundational", "Advanced", "Sensitive", "New", "Key", "Information", "Digital", "Quantum",
    "Green", "Clean", "Medical", "Other", "Disruptive", "Strategic", "Space", "Defense", "Defence", "Export",
    "National", "Global", "International", "Power", "Compound", "Legacy", "Mature", "Consumer", "Generic", "Commercial",
    "Major", "Electric", "Autonomous", "Industrial", "Semiconductor", "AI", "Innovative", "Environmental", "Renewable",
    "Health", "Vehicle", "Battery", "Carbon", "Nuclear", "Communications", "Biometric", "Financial", "Foreign",
    "Domestic", "Covered", "Dual", "Use", "Military", "Civilian", "Wireless", "Assistive", "Educational",
    "Surveillance", "Platform", "Transformative", "Future", "Joint", "Federal", "State", "Public", "Private", "Various",
    "Several", "Few", "Senior", "Local", "Numerous", "Certain", "Independent", "Outside",
    "Technology", "Intelligence", "Modern", "Secure", "Low", "High", "Regional", "Commuter", "Learning", "Language",
    "Vision", "Veterinary", "Prescription", "Biopharmaceuticals", "Living", "Innovation", "Research", "Language",
    "Chip", "Enabling", "Enabled", "Related", "Privacy", "Enhancing", "Networking", "Computing", "Vaccine",
    "Agricultural", "Energy", "Water", "Climate", "Strategic", "Crude", "Indigenous", "Treasury", "Stock", "Security",
    "Equity", "Land", "Clinical", "Generative", "Responsible", "Trustworthy", "Sovereign", "Frontier", "Agentic",
    "Physical", "Embodied", "Reference", "Test", "Testing", "Business");
// Words that end firms' names, and much else: only among firms, or behind what is done to firms.
inline constexpr auto kWeakTails =
    HashesOf("Partners", "Capital", "Services", "Systems", "Networks", "Instruments", "Electronics", "Materials",
             "Software", "Manufacturing", "Energy", "Logistics", "Technology", "Group", "Solutions", "Innovations",
             "Dynamics", "Power", "Aerospace", "Aviation", "Communications", "Chemical", "Chemicals", "Metals",
             "Minerals", "Mining", "Resources", "Brands", "Automotive", "Automation", "Analytics", "Healthcare",
             "Centers", "Centres", "Cloud", "Digital", "Studios", "Games", "Sciences", "Investments", "Securities",
             "Advisors", "Trading", "Shipping", "Lines", "Steel", "Petrochemical", "Refining", "Industries",
             "Magnetics", "Materials", "Battery", "Batteries", "Optics", "Lasers", "Nuclear", "Oil", "Wind", "Solar",
             "Motor", "Electric", "Telecom", "Wireless", "Computing", "Intelligence", "Vision", "Security", "Foods",
             "Pharma", "Bank", "Markets", "Exchange", "Devices", "Americas", "America", "AI", "Line");
// Tails of firms and of some other things: the words beside them must speak of a firm.
inline constexpr auto kMidTails = HashesOf("Partners", "Logistics", "Shipping", "Lines", "Analytics", "Metals", "Minerals",
                                    "Dynamics", "Innovations", "Capital", "Securities", "Chemicals", "Instruments",
                                    "Magnetics", "Electronics", "Automotive", "Studios", "Networks");
// No part of a firm's name, though capitalised beside one.
inline constexpr auto kNoFirms =
    HashesOf("Acting", "Interim", "Outgoing", "Deputy", "Vice", "Founding", "Longtime", "Group", "Incoming", "Retired",
             "Tech", "Bank", "Company", "Chief", "Big", "Class", "Series", "Common", "Preferred", "Registrant",
             "Ordinary", "Restricted", "GDP", "American", "Series", "Stock", "Day", "Conference", "Co", "Global",
             "Board", "Chairman", "Founder", "Prize", "Award", "Program", "Wall", "Street", "Unit", "Units", "ETF",
             "Creation", "Main", "Fortune", "Internet", "Windows", "English");

// A reader of firms' names; as ShapeReader it borrows the text and appends what it finds.
class FirmShapes : protected ShapeReader {
 protected:
  using ShapeReader::ShapeReader;

  static bool IsHead(std::uint32_t hash) { return IsAgencyHead(hash) || IsNonAgencyBody(hash) || IsRuleHead(hash); }

  // The dictionary's firm of which tokens [first, last) are the name with legal suffixes, kNoId when none.
  std::uint32_t KnownFirm(std::uint32_t first, std::uint32_t last) const {
    while (last > first) {
      const std::uint32_t alias = dictionary_.FindWhole(document_.text, document_.tokens, first, last, MentionKind::kFirm);
      if (alias != kNoId) return dictionary_.alias(alias).entity;
      const Token& token = At(last - 1);
      if (token.kind != TokenKind::kPunct && !IsLegalSuffix(token.hash)) return kNoId;
      --last;
    }
    return kNoId;
  }
};

}  // namespace dateline::extract
